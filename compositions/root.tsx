import { Composition, Folder } from "remotion";
import { guideCases, sceneCases } from "./cases.ts";
import { Guide } from "./guide.tsx";
import { Reel } from "./reel.tsx";
import { SceneView } from "./scenes/scene-view.tsx";
import { type Scene, type Storyboard, sceneTiming, videoProfile } from "./storyboard.ts";

const { durationStep: _, ...video } = videoProfile;

/** Everything that Studio shows, in folders: whole guides, single scenes, and what the launch needs. */
export function Root() {
  return (
    <>
      <Folder name="Guide">
        {guideCases.map(({ name, storyboard }, index) => (
          <Composition
            key={name}
            id={index === 0 ? "Guide" : `Guide-${name}`}
            component={Guide}
            {...video}
            defaultProps={{ storyboard }}
            calculateMetadata={guideMetadata}
          />
        ))}
      </Folder>
      <Folder name="Scenes">
        {sceneCases.map(({ name, scene }) => (
          <Composition
            key={name}
            id={`Scene-${name}`}
            component={SceneView}
            {...video}
            defaultProps={{ scene }}
            calculateMetadata={sceneMetadata}
          />
        ))}
      </Folder>
      <Folder name="Engine">
        <Composition id="Reel" component={Reel} {...video} durationInFrames={1} defaultProps={{ slots: [] }} />
      </Folder>
    </>
  );
}

/** A guide lasts as long as its scenes. */
const guideMetadata = ({ props }: { props: { storyboard: Storyboard } }) => ({
  durationInFrames: props.storyboard.scenes.reduce((sum, scene) => sum + sceneTiming(scene).durationInFrames, 0),
});

const sceneMetadata = ({ props }: { props: { scene: Scene } }) => ({
  durationInFrames: sceneTiming(props.scene).durationInFrames,
});
