import { palette, textSize } from "../theme.ts";
import { FittedText } from "./fitted-text.tsx";
import { Slot } from "./slot.tsx";

type ServiceCardProps = { text: string; at: number; width: number; maximumLines: number; isAiry?: boolean };

const arrowSize = 44;
const gap = 24;

/** A service behind an arrow; `width` of the card in pixels. Airy where there is room above and below the text. */
export function ServiceCard({ text, at, width, maximumLines, isAiry = false }: ServiceCardProps) {
  return (
    <Slot at={at} card={{ gap, padding: `${isAiry ? 12 : 0}px 0 ${isAiry ? 12 : 0}px ${gap}px` }}>
      <Arrow />
      <FittedText
        text={text}
        width={width - arrowSize - 3 * gap}
        maximumSize={textSize.body + 2}
        maximumLines={maximumLines}
        maximumHeight={maximumLines * 37}
        weight={600}
      />
    </Slot>
  );
}

function Arrow() {
  return (
    <svg width={arrowSize} height={arrowSize} viewBox="0 0 44 44" aria-hidden="true" style={{ flex: "none" }}>
      <circle cx="22" cy="22" r="22" fill={palette.blue} />
      <path
        d="M13 22h17M23 14l8 8-8 8"
        fill="none"
        stroke={palette.white}
        strokeWidth="4.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
