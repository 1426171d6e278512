/** Who imports whom. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** The shortest circles of a graph, each as `a -> b -> a`. A node is told in one circle only: break that, and the next appears. */
export function findCycles(graph: Graph): readonly string[] {
  const told = new Set<string>();
  const cycles: string[] = [];
  for (const start of [...graph.keys()].sort()) {
    if (told.has(start)) continue;
    const cycle = shortestWayBack(graph, start);
    if (!cycle) continue;
    for (const node of cycle) told.add(node);
    cycles.push([...cycle, start].join(" -> "));
  }
  return cycles;
}

/** Breadth first from `start` to itself; the nodes on the way, `start` first. */
function shortestWayBack(graph: Graph, start: string): readonly string[] | undefined {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const node of queue) {
    for (const next of graph.get(node) ?? []) {
      if (next === start) return wayTo(node, start, cameFrom);
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, node);
      queue.push(next);
    }
  }
  return undefined;
}

function wayTo(end: string, start: string, cameFrom: ReadonlyMap<string, string>): readonly string[] {
  const way = [end];
  let node = end;
  while (node !== start) {
    node = cameFrom.get(node) ?? start;
    way.unshift(node);
  }
  return way;
}
