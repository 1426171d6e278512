import { findCycles } from "./find-cycles.ts";
import { floorOf, ideaOf } from "./floors.ts";
import { importsOf } from "./imports-of.ts";
import type { Sources } from "./sources.ts";

interface Edge {
  readonly from: string;
  readonly to: string;
}

/** What may not be imported across the trees, with the reason that is told. */
const WALLS: readonly { readonly from: RegExp; readonly to: RegExp; readonly because: string }[] = [
  { from: /^shared\//, to: /^(functions|infra|test)\//, because: "shared knows nothing of what runs it" },
  { from: /^functions\//, to: /^(infra|test)\//, because: "a function is deployed without infra and test" },
  { from: /^infra\//, to: /^test\//, because: "nothing that runs leans on a test" },
  {
    from: /^infra\/(?!local\/|cli\/)/,
    to: /^infra\/local\//,
    because: "what is deployed holds nothing of the local gateway",
  },
];

/** Findings about who imports whom: circles, edges that go up a floor, and edges through a wall. */
export function importFindings(sources: Sources): readonly string[] {
  const edges = edgesOf(sources);
  return [
    // An edge that goes up closes many circles: told once, for itself, it is found sooner.
    ...circles(edges.filter((edge) => upward(edge).length === 0)),
    ...edges.flatMap((edge) => [...upward(edge), ...throughWall(edge), ...toNeighbour(edge)]),
    ...[...sources.keys()].flatMap(withoutFloor),
  ];
}

function edgesOf(sources: Sources): readonly Edge[] {
  return [...sources].flatMap(([from, source]) =>
    importsOf(from, source).flatMap((found) => (found.kind === "file" ? { from, to: found.path } : [])),
  );
}

/** Circles of files, and circles of ideas in shared/: two ideas that know each other are one idea, even where no two files do. */
function circles(edges: readonly Edge[]): readonly string[] {
  const ideas = edges.flatMap((edge) => {
    const [from, to] = [ideaOf(edge.from), ideaOf(edge.to)];
    return from && to && from !== to ? { from, to } : [];
  });
  return [
    ...findCycles(graphOf(edges)).map((circle) => `files import each other in a circle: ${circle}`),
    ...findCycles(graphOf(ideas)).map(
      (circle) => `folders of shared/ import each other in a circle: ${circle}`,
    ),
  ];
}

function graphOf(edges: readonly Edge[]): ReadonlyMap<string, ReadonlySet<string>> {
  const graph = new Map<string, Set<string>>();
  for (const { from, to } of edges) graph.set(from, (graph.get(from) ?? new Set()).add(to));
  return graph;
}

function upward({ from, to }: Edge): readonly string[] {
  const [below, above] = [ideaOf(from), ideaOf(to)];
  if (!below || !above) return [];
  const [floorBelow, floorAbove] = [floorOf(below), floorOf(above)];
  if (floorBelow === undefined || floorAbove === undefined || floorAbove >= floorBelow) return [];
  return [`${from} imports ${to}: ${below} stands below ${above} and may not know it`];
}

function throughWall({ from, to }: Edge): readonly string[] {
  const wall = WALLS.find((each) => each.from.test(from) && each.to.test(to));
  return wall ? [`${from} imports ${to}: ${wall.because}`] : [];
}

/** Functions are deployed, permitted and changed one by one; what two of them need belongs to shared/ or right in functions/. */
function toNeighbour({ from, to }: Edge): readonly string[] {
  const [mine, theirs] = [from, to].map((path) => /^functions\/([^/]+)\//.exec(path)?.[1]);
  if (!mine || !theirs || mine === theirs) return [];
  return [`${from} imports ${to}: functions do not import each other`];
}

function withoutFloor(path: string): readonly string[] {
  if (!path.startsWith("shared/")) return [];
  const idea = ideaOf(path);
  if (idea === undefined) return [`${path} lies in shared/ itself: give it the folder of its idea`];
  return floorOf(idea) === undefined ? [`${path}: ${idea} has no floor in test/house/floors.ts`] : [];
}
