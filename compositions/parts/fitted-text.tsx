import type { CSSProperties } from "react";
import { fitText } from "../fonts/fit-text.ts";
import { isSetInTitillium } from "../fonts/glyphs.ts";
import { fontStack, textSize } from "../theme.ts";

type FittedTextProps = {
  text: string;
  weight: number;
  width: number;
  maximumSize: number;
  maximumLines: number;
  maximumHeight?: number;
  style?: CSSProperties;
};

/** A text set as large as its place allows; lengths in pixels, size from `maximumSize` down to 32. */
export function FittedText({ text, style, maximumHeight = 720, ...place }: FittedTextProps) {
  const { font, lineHeight } = isSetInTitillium(text) ? titillium : noto;
  const { size, lines } = fitText(text, { ...place, maximumHeight, minimumSize: textSize.small, font, lineHeight });
  return (
    <div
      style={{
        ...style,
        fontFamily: font,
        fontSize: size,
        fontWeight: place.weight,
        lineHeight,
        whiteSpace: "pre",
      }}
    >
      {lines.map((line, index) => (
        <div key={index}>{line}</div>
      ))}
    </div>
  );
}

const titillium = { font: fontStack.text, lineHeight: 1.12 };
/** Letters of other scripts carry more above and below. */
const noto = { font: fontStack.name, lineHeight: 1.5 };

type TitleProps = { text: string; width: number; maximumSize?: number; maximumLines?: number };

/** The heading of a scene: two lines unless said otherwise. */
export function Title({ maximumSize = textSize.title, maximumLines = 2, ...props }: TitleProps) {
  return <FittedText {...props} maximumSize={maximumSize} maximumLines={maximumLines} weight={700} />;
}

/** A first name: the largest thing in its scene, in one line or two. */
export function Name({ text, width, style }: { text: string; width: number; style?: CSSProperties }) {
  const place = { width, maximumSize: textSize.name, maximumLines: 2, maximumHeight: 208 };
  return <FittedText text={text} {...place} weight={700} style={style} />;
}
