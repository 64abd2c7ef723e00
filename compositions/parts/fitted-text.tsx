import type { CSSProperties } from "react";
import { fitText } from "../fonts/fit-text.ts";
import { isSetInTitillium } from "../fonts/glyphs.ts";
import { fontStack, textSize } from "../theme.ts";

/** A text set as large as its place allows. `width` in pixels; size from `maximumSize` down to 32 px. */
export function FittedText(props: {
  text: string;
  width: number;
  maximumSize: number;
  maximumLines: number;
  weight: number;
  style?: CSSProperties;
}) {
  const { text, width, maximumSize, maximumLines, weight } = props;
  const font = isSetInTitillium(text) ? fontStack.text : fontStack.name;
  const { size, lines } = fitText(text, {
    width,
    maximumSize,
    minimumSize: textSize.small,
    maximumLines,
    font,
    weight,
  });
  return (
    <div
      style={{
        ...props.style,
        fontFamily: font,
        fontSize: size,
        fontWeight: weight,
        lineHeight: 1.12,
        whiteSpace: "pre",
      }}
    >
      {lines.map((line, index) => (
        <div key={index}>{line}</div>
      ))}
    </div>
  );
}

/** The heading of a scene: two lines unless said otherwise. */
export function Title({
  text,
  width,
  maximumSize = textSize.title,
  maximumLines = 2,
}: {
  text: string;
  width: number;
  maximumSize?: number;
  maximumLines?: number;
}) {
  return <FittedText text={text} width={width} maximumSize={maximumSize} maximumLines={maximumLines} weight={700} />;
}
