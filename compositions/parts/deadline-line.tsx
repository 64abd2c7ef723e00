import type { SceneOf } from "../scene.ts";
import { entranceFrames } from "../scene-timing.ts";
import { margin, palette, surfaces, textSize } from "../theme.ts";
import { FittedText } from "./fitted-text.tsx";
import { Enter, useGrowth } from "./motion.tsx";
import { Slot } from "./slot.tsx";

type Deadline = SceneOf<"cessation">["deadlines"][number];

/** Middles of the cards over the line, in pixels from its left end. */
const middles = [356, 916];

/** A line of days that runs from the end of the work to each deadline. */
export function DeadlineLine({ deadlines, deadlinesAt }: { deadlines: Deadline[]; deadlinesAt: number[] }) {
  const [first = 0, second = 0] = deadlinesAt;
  const toFirst = useGrowth(0, Math.max(entranceFrames, first));
  const toSecond = useGrowth(first, Math.max(entranceFrames, second - first));
  const length = toFirst * (middles[0] ?? 0) + toSecond * ((middles[1] ?? 0) - (middles[0] ?? 0));
  return (
    <div style={{ position: "absolute", left: margin.x, right: margin.x, top: 216, height: 310 }}>
      <div
        style={{
          position: "absolute",
          left: 0,
          right: 0,
          bottom: 30,
          height: 12,
          borderRadius: 6,
          background: palette.mist,
        }}
      />
      <div
        style={{
          position: "absolute",
          left: 0,
          bottom: 30,
          width: length,
          height: 12,
          borderRadius: 6,
          background: palette.blue,
        }}
      />
      <div
        style={{
          position: "absolute",
          left: 0,
          bottom: 16,
          width: 40,
          height: 40,
          borderRadius: 20,
          background: palette.navy,
        }}
      />
      {deadlines.map((deadline, index) => (
        <DeadlineCard
          key={deadline.days}
          deadline={deadline}
          middle={middles[index] ?? 0}
          at={deadlinesAt[index] ?? 0}
        />
      ))}
    </div>
  );
}

function DeadlineCard({ deadline, middle, at }: { deadline: Deadline; middle: number; at: number }) {
  const width = 440;
  return (
    <div style={{ position: "absolute", left: middle - width / 2, top: 0, width, height: 310 }}>
      <Slot
        at={at}
        style={{ height: 206 }}
        card={{ flexDirection: "column", justifyContent: "center", textAlign: "center" }}
      >
        <div style={{ color: surfaces.card.accent }}>
          <FittedText text={deadline.days} width={392} maximumSize={84} maximumLines={1} weight={700} />
        </div>
        <FittedText text={deadline.text} width={392} maximumSize={textSize.body} maximumLines={2} weight={600} />
      </Slot>
      <Enter
        at={at}
        from="nowhere"
        style={{ position: "absolute", left: width / 2 - 20, top: 206, width: 40, bottom: 16 }}
      >
        <div style={{ position: "absolute", left: 17, top: 0, width: 6, height: 60, background: palette.blue }} />
        <div
          style={{
            position: "absolute",
            bottom: 0,
            width: 40,
            height: 40,
            borderRadius: 20,
            boxSizing: "border-box",
            background: palette.amber,
            border: `8px solid ${palette.blue}`,
          }}
        />
      </Enter>
    </div>
  );
}
