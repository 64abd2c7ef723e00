import type { SceneOf } from "../../compositions/storyboard.ts";
import { decimal } from "../domain/italian.ts";
import type { StoryboardContext } from "./context.ts";
import { sceneFrame } from "./scene-frame.ts";

/**
 * What late payment costs and how to avoid it. The rates are settings with their source (circolare INPS n. 90/2024); no
 * sum is computed, because only the institute's own office may.
 */
export function latePaymentScene(context: StoryboardContext): SceneOf<"late-payment"> {
  const { latePayment } = context;
  const text = context.texts("late-payment", {
    surchargePoints: decimal(latePayment.surchargePoints),
    maximumPercent: decimal(latePayment.maximumPercent),
    spontaneousWithinDays: latePayment.spontaneousWithinDays,
    evasionPercent: decimal(latePayment.evasionPercent),
    evasionMaximumPercent: decimal(latePayment.evasionMaximumPercent),
    source: latePayment.source,
  });
  const rules = ["early", "late", "evasion"].map((name) => ({
    when: text.one(`when-${name}`),
    cost: text.one(`cost-${name}`),
  }));
  const [title, place, narration] = [text.one("title"), text.one("place"), text.one("narration")];
  return { kind: "late-payment", ...sceneFrame("care", context), title, rules, place, narration };
}
