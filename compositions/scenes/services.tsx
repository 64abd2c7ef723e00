import { FittedText, Title } from "../parts/fitted-text.tsx";
import { Enter } from "../parts/motion.tsx";
import { SceneBox } from "../parts/scene-box.tsx";
import { Slot } from "../parts/slot.tsx";
import type { SceneOf } from "../scene.ts";
import { beatsOf } from "../scene-timing.ts";
import { margin, palette, textSize } from "../theme.ts";

export function Services({ scene }: { scene: SceneOf<"services"> }) {
  const beats = beatsOf(scene);
  return (
    <SceneBox scene={scene}>
      <Enter at={0} style={{ position: "absolute", left: margin.x, top: 114 }}>
        <Title text={scene.title} width={1152} maximumSize={56} maximumLines={1} />
      </Enter>
      <div
        style={{
          position: "absolute",
          left: margin.x,
          right: margin.x,
          top: 188,
          height: 424,
          display: "grid",
          gridTemplateRows: `repeat(${Math.max(4, scene.services.length)}, 1fr)`,
          gap: 12,
        }}
      >
        {scene.services.map((service, index) => (
          <Slot key={index} at={beats[index + 1] ?? 0} card={{ gap: 24, paddingLeft: 24 }}>
            <Arrow />
            <FittedText
              text={service}
              width={1036}
              maximumSize={textSize.body + 2}
              maximumLines={2}
              maximumHeight={74}
              weight={600}
            />
          </Slot>
        ))}
      </div>
    </SceneBox>
  );
}

function Arrow() {
  return (
    <svg width="44" height="44" viewBox="0 0 44 44" aria-hidden="true" style={{ flex: "none" }}>
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
