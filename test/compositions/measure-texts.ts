/** A line of text in a scene, in pixels of the scene. */
export type MeasuredText = {
  text: string;
  size: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
  /** A box hides a part of it, from around it or from above. */
  clipped: boolean;
  /** Another text that it lies over. */
  covers: string | null;
};

/** Runs in the page: the texts of every scene on a contact sheet, scene by scene. Letters are measured, not their boxes. */
export function measureTexts(): MeasuredText[][] {
  const scale = 0.5;
  const boxes = [...document.querySelectorAll("div")].filter(
    ({ style }) => style.width === "1280px" && style.height === "720px" && style.overflow === "hidden",
  );
  return boxes.map((box) => {
    const origin = box.getBoundingClientRect();
    const texts = textNodesIn(box).map((node) => measure(node, origin, box));
    return texts.map((text) => ({
      ...text,
      covers: texts.find((other) => other !== text && overlap(text, other))?.text ?? null,
    }));
  });

  function textNodesIn(box: Element): Text[] {
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    const nodes: Text[] = [];
    while (walker.nextNode()) if (walker.currentNode.textContent?.trim()) nodes.push(walker.currentNode as Text);
    return nodes;
  }

  function measure(node: Text, origin: DOMRect, box: Element): MeasuredText {
    const range = document.createRange();
    range.selectNodeContents(node);
    const line = range.getBoundingClientRect();
    const style = getComputedStyle(node.parentElement as Element);
    const size = Number.parseFloat(style.fontSize);
    const context = document.createElement("canvas").getContext("2d") as CanvasRenderingContext2D;
    context.font = `${style.fontWeight} ${size}px ${style.fontFamily}`;
    const letters = context.measureText(node.data);
    // The baseline stands where the font's own ascent and descent share the line out.
    const baseline =
      (line.top + line.bottom) / 2 + ((letters.fontBoundingBoxAscent - letters.fontBoundingBoxDescent) / 2) * scale;
    const found = {
      text: node.data,
      size,
      left: (line.left - origin.left) / scale,
      right: (line.right - origin.left) / scale,
      top: (baseline - origin.top) / scale - letters.actualBoundingBoxAscent,
      bottom: (baseline - origin.top) / scale + letters.actualBoundingBoxDescent,
    };
    return { ...found, clipped: isClipped(node, found, origin, box) || isHidden(node, line), covers: null };
  }

  function isClipped(
    node: Text,
    text: { left: number; right: number; top: number; bottom: number },
    origin: DOMRect,
    box: Element,
  ): boolean {
    for (let parent = node.parentElement; parent && parent !== box; parent = parent.parentElement) {
      if (getComputedStyle(parent).overflow === "visible") continue;
      const edge = parent.getBoundingClientRect();
      const [left, right] = [(edge.left - origin.left) / scale, (edge.right - origin.left) / scale];
      const [top, bottom] = [(edge.top - origin.top) / scale, (edge.bottom - origin.top) / scale];
      if (text.left < left - 1 || text.right > right + 1 || text.top < top - 1 || text.bottom > bottom + 1) return true;
    }
    return false;
  }

  function isHidden(node: Text, line: DOMRect): boolean {
    const middle = (line.top + line.bottom) / 2;
    const points = [line.left + 2, (line.left + line.right) / 2, line.right - 2];
    return points.some((x) => {
      for (
        let above = document.elementFromPoint(x, middle);
        above && !above.contains(node);
        above = above.parentElement
      ) {
        if (above instanceof SVGElement || getComputedStyle(above).backgroundColor !== "rgba(0, 0, 0, 0)") return true;
      }
      return false;
    });
  }

  function overlap(a: MeasuredText, b: MeasuredText): boolean {
    const tolerance = 1;
    return (
      a.left < b.right - tolerance &&
      b.left < a.right - tolerance &&
      a.top < b.bottom - tolerance &&
      b.top < a.bottom - tolerance
    );
  }
}
