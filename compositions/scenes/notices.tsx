import { Letter } from "../illustrations/letter.tsx";
import { PhoneWithNotice } from "../illustrations/phone-with-notice.tsx";
import { useGrowth } from "../parts/motion.tsx";
import { TitleAndText } from "../parts/title-and-text.tsx";
import type { SceneOf } from "../scene.ts";
import { beatsOf } from "../scene-timing.ts";

export function Notices({ scene }: { scene: SceneOf<"notices"> }) {
  const growth = useGrowth(beatsOf(scene)[1] ?? 0);
  return <TitleAndText scene={scene} drawing={<Delivery delivery={scene.delivery} growth={growth} />} />;
}

function Delivery({ delivery, growth }: { delivery: SceneOf<"notices">["delivery"]; growth: number }) {
  switch (delivery) {
    case "online":
      return <PhoneWithNotice arrival={growth} />;
    case "paper":
      return <Letter opening={growth} />;
    case "unknown":
      return (
        <div style={{ position: "relative" }}>
          <div style={{ position: "absolute", left: 170, top: 0 }}>
            <Letter opening={growth} size={250} />
          </div>
          <div style={{ position: "absolute", left: 0, top: 110 }}>
            <PhoneWithNotice arrival={growth} size={290} />
          </div>
        </div>
      );
    default:
      return delivery satisfies never;
  }
}
