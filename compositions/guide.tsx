import { Series } from "remotion";
import { SceneView } from "./scenes/scene-view.tsx";
import { type Storyboard, sceneTiming } from "./storyboard.ts";

/** A whole guide: its scenes one after the other. */
export function Guide({ storyboard }: { storyboard: Storyboard }) {
  return (
    <Series>
      {storyboard.scenes.map((scene, index) => (
        <Series.Sequence key={index} name={scene.kind} durationInFrames={sceneTiming(scene).durationInFrames}>
          <SceneView scene={scene} />
        </Series.Sequence>
      ))}
    </Series>
  );
}
