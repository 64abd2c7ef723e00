import { CalendarYear } from "../parts/calendar-year.tsx";
import { FittedText } from "../parts/fitted-text.tsx";
import { Enter } from "../parts/motion.tsx";
import { SceneBox } from "../parts/scene-box.tsx";
import { StateLegend } from "../parts/state-legend.tsx";
import type { SceneOf } from "../scene.ts";
import { beatsOf } from "../scene-timing.ts";
import { margin } from "../theme.ts";

/** Height of a year by how many years there are, in pixels. */
const rowHeights = [208, 138, 92, 66];

/** Some pixels less than there are: browsers that hint fonts set a line a little wider than they measure it. */
const titleWidth = 1144;

export function Quarters({ scene }: { scene: SceneOf<"quarters"> }) {
  const [titleAt = 0, legendAt = 0] = beatsOf(scene);
  const marked = scene.years.flatMap(({ quarters }) => quarters).filter(({ state }) => state !== "none").length;
  let before = 0;
  return (
    <SceneBox scene={scene}>
      <Enter
        at={titleAt}
        style={{
          position: "absolute",
          left: margin.x,
          right: margin.x,
          top: 112,
          height: 128,
          display: "flex",
          alignItems: "center",
        }}
      >
        <FittedText
          text={scene.title}
          width={titleWidth}
          maximumSize={54}
          maximumLines={3}
          maximumHeight={128}
          weight={700}
        />
      </Enter>
      <div
        style={{
          position: "absolute",
          left: margin.x,
          right: margin.x,
          top: 250,
          height: 290,
          display: "flex",
          flexDirection: "column",
          justifyContent: "center",
          gap: 10,
        }}
      >
        {scene.years.map((year) => {
          const first = before;
          before += year.quarters.filter(({ state }) => state !== "none").length;
          return (
            <CalendarYear
              key={year.year}
              year={year}
              height={rowHeights[scene.years.length - 1] ?? 66}
              markAt={(index) => Math.floor((legendAt * (first + index)) / marked)}
            />
          );
        })}
      </div>
      <StateLegend legend={scene.legend} at={legendAt} />
    </SceneBox>
  );
}
