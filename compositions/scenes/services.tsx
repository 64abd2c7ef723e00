import { PhoneWithServices } from "../illustrations/phone-with-services.tsx";
import { Title } from "../parts/fitted-text.tsx";
import { Enter } from "../parts/motion.tsx";
import { SceneBox } from "../parts/scene-box.tsx";
import { ServiceCard } from "../parts/service-card.tsx";
import { TwoColumns, textColumn } from "../parts/two-columns.tsx";
import type { SceneOf } from "../scene.ts";
import { beatsOf } from "../scene-timing.ts";
import { margin } from "../theme.ts";

/** So few leave room for a drawing beside them. */
const besideDrawing = 2;

export function Services({ scene }: { scene: SceneOf<"services"> }) {
  return (
    <SceneBox scene={scene}>
      {scene.services.length <= besideDrawing ? <FewServices scene={scene} /> : <ManyServices scene={scene} />}
    </SceneBox>
  );
}

function FewServices({ scene }: { scene: SceneOf<"services"> }) {
  const beats = beatsOf(scene);
  return (
    <TwoColumns drawing={<PhoneWithServices />} isAlone>
      <Enter at={0}>
        <Title text={scene.title} width={textColumn} />
      </Enter>
      <div style={{ display: "grid", gridAutoRows: "minmax(124px, auto)", gap: 20 }}>
        {scene.services.map((text, index) => (
          <ServiceCard key={index} text={text} at={beats[index + 1] ?? 0} width={textColumn} maximumLines={4} isAiry />
        ))}
      </div>
    </TwoColumns>
  );
}

function ManyServices({ scene }: { scene: SceneOf<"services"> }) {
  const beats = beatsOf(scene);
  return (
    <>
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
          gridTemplateRows: `repeat(${scene.services.length}, 1fr)`,
          gap: 12,
        }}
      >
        {scene.services.map((text, index) => (
          <ServiceCard key={index} text={text} at={beats[index + 1] ?? 0} width={1152} maximumLines={2} />
        ))}
      </div>
    </>
  );
}
