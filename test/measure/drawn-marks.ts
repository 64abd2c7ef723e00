import { parseHTML } from "linkedom";

/** A mark of a chart with what it says it stands for. */
export type DrawnMark = { title: string; attributes: Record<string, number>; shape: string };

/** The marks of a chart that bear a title, read back from its SVG. */
export function drawnMarks(svg: string): DrawnMark[] {
  const { document } = parseHTML(`<html><body>${svg}</body></html>`);
  return [...document.querySelectorAll("title")].map((title) => {
    const mark = title.parentElement as unknown as Element;
    const attributes = ["x", "y", "width", "height", "cx", "cy"].map((name) => [name, Number(mark.getAttribute(name))]);
    return {
      title: title.textContent ?? "",
      shape: mark.tagName.toLowerCase(),
      attributes: Object.fromEntries(attributes),
    };
  });
}

/** How many figures are marked as not shown. */
export function hiddenMarks(svg: string): number {
  const { document } = parseHTML(`<html><body>${svg}</body></html>`);
  return document.querySelectorAll(".hidden-mark path").length;
}
