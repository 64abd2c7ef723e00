import { palette } from "../theme.ts";
import { Canvas } from "./canvas.tsx";

const clothes = [palette.blue, palette.deepBlue, palette.green, palette.navy];
const skins = [palette.skinLight, palette.skinDark];

/** More people than this are drawn as this many. */
const mostPeople = 8;

type TogetherProps = { count: number; joined: number; isInReview: boolean };

/** People side by side over one calendar page, marked as its quarters will be; `joined` from 0 to 1. */
export function Together({ count, joined, isInReview }: TogetherProps) {
  const people = Math.min(count, mostPeople);
  const perRow = people <= 4 ? people : Math.ceil(people / 2);
  const spacing = 380 / perRow;
  const scale = Math.min(1, spacing / 112) * (people > 4 ? 0.8 : 1);
  return (
    <Canvas>
      {Array.from({ length: people }, (_, index) => {
        const row = Math.floor(index / perRow);
        const inRow = row === 0 ? perRow : people - perRow;
        const x = 210 + ((index % perRow) - (inRow - 1) / 2) * spacing;
        const y = people > 4 ? 96 + row * 96 : 140;
        return (
          <Person
            key={index}
            x={x}
            y={y}
            scale={scale}
            clothes={clothes[index % 4] as string}
            skin={skins[index % 2] as string}
          />
        );
      })}
      <g opacity={joined} transform={`translate(0 ${(1 - joined) * 24})`}>
        <rect x="110" y="276" width="200" height="110" rx="16" fill={palette.white} />
        <path d="M110 292a16 16 0 0 1 16-16h168a16 16 0 0 1 16 16v18H110Z" fill={palette.blue} />
        {[0, 1, 2, 3].map((quarter) => (
          <rect
            key={quarter}
            x={126 + quarter * 44}
            y="328"
            width="36"
            height="40"
            rx="6"
            fill={quarter === 0 && !isInReview ? palette.amber : palette.mist}
          />
        ))}
        {isInReview && (
          <rect
            {...{ x: 127, y: 329, width: 34, height: 38, rx: 5, fill: "none" }}
            stroke={palette.blue}
            strokeWidth="3"
            strokeDasharray="6 4"
          />
        )}
      </g>
    </Canvas>
  );
}

function Person(props: { x: number; y: number; scale: number; clothes: string; skin: string }) {
  return (
    <g transform={`translate(${props.x} ${props.y}) scale(${props.scale})`}>
      <path d="M-52 100V62a52 44 0 0 1 104 0v38Z" fill={props.clothes} />
      <circle cy="-8" r="34" fill={props.skin} />
    </g>
  );
}
