/** How the series of a chart differ without colour: filled, hatched, empty. */
const looks = ["solid", "hatch", "empty"] as const;
export type Look = (typeof looks)[number];

/** The look of the n-th series, the first being 0. */
export function lookOf(series: number): Look {
  return looks[series % looks.length] ?? "solid";
}

/** `fill` and `stroke` of marks in this look, in the chart with this id. */
export function paintOf(look: Look, id: string) {
  const fill = { solid: "currentColor", hatch: `url(#${id}-hatch)`, empty: "none" }[look];
  return { fill, stroke: "currentColor", strokeWidth: 1, className: "marks" };
}

/** Lines that rise to the right, five units apart, in the colour of the marks. */
export function addPatterns(svg: SVGSVGElement, id: string): void {
  if (!svg.querySelector(`[fill="url(#${id}-hatch)"]`)) return;
  const create = (name: string, attributes: Record<string, string>) => {
    const element = svg.ownerDocument.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const pattern = create("pattern", {
    ...{ id: `${id}-hatch`, width: "5", height: "5" },
    ...{ patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)", class: "marks" },
  });
  pattern.append(create("path", { d: "M1,0V5", stroke: "currentColor", "stroke-width": "2" }));
  const definitions = create("defs", {});
  definitions.append(pattern);
  svg.prepend(definitions);
}
