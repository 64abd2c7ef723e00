import { Sequence } from "remotion";
import { useFonts } from "../fonts/font-faces.ts";
import { fontStack, palette } from "../theme.ts";
import { panelFrames, type SpotFormat, type SpotTexts, spotFormats } from "./launch.ts";
import { Panel } from "./panel.tsx";

/** Panels overlap by the time that one takes to cover the other. */
const coveringFrames = 14;

/** The video of the launch campaign, in either format; each panel but the first opens like an iris over the one before, and the last stands on blue. */
export function Spot({ texts, format }: { texts: SpotTexts; format: SpotFormat }) {
  const isReady = useFonts();
  const { width, height } = spotFormats[format];
  return (
    <div
      style={{
        position: "absolute",
        left: 0,
        top: 0,
        width,
        height,
        overflow: "hidden",
        background: palette.blue,
        fontFamily: fontStack.text,
      }}
    >
      {isReady &&
        texts.panels.map((panel, index) => (
          <Sequence
            key={index}
            from={index * panelFrames}
            durationInFrames={index === texts.panels.length - 1 ? panelFrames : panelFrames + coveringFrames}
            layout="none"
          >
            <Panel
              panel={panel}
              texts={texts}
              format={format}
              isDark={(texts.panels.length - index) % 2 === 1}
              coveringFrames={index === 0 ? 0 : coveringFrames}
            />
          </Sequence>
        ))}
    </div>
  );
}

export const spotDuration = (texts: SpotTexts) => texts.panels.length * panelFrames;
