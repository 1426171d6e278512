import { expect, onTestFinished, test } from "vitest";
import { openBrowser } from "./browser.ts";
import { indexedPng } from "./indexed-png.ts";

test("a picture of few colours keeps every one of them", async () => {
  const browser = await openBrowser();
  onTestFinished(() => browser.close());
  const { page } = await browser.open({ viewport: { width: 90, height: 30 } });
  const stripe = (colour: string) => `<i style="flex:1;background:${colour}"></i>`;
  const colours = ["rgb(11, 93, 67)", "rgb(253, 241, 220)", "rgb(163, 33, 27)"];
  await page.setContent(`<body style="margin:0;display:flex;height:30px">${colours.map(stripe).join("")}`);
  const picture = indexedPng(await page.screenshot());
  await page.setContent(`<img src="data:image/png;base64,${picture.toString("base64")}">`);
  const seen = await page.evaluate(`(async () => {
    const image = document.querySelector("img");
    await image.decode();
    const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight).getContext("2d");
    canvas.drawImage(image, 0, 0);
    return [15, 45, 75].map((x) => "rgb(" + [...canvas.getImageData(x, 15, 1, 1).data].slice(0, 3).join(", ") + ")");
  })()`);
  expect(seen).toEqual(colours);
});
