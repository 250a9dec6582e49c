import { useEffect } from 'react';
import { ask } from './ask.ts';

/** The parts of `CameraState` needed here (see `renderer/scanning`). */
type Seen = { kind: 'off' | 'starting' | 'running' } | { kind: 'problem'; problem: string };

/** Reports each change of the camera's state to the main process, for the organiser's page. */
export function useTellCamera(camera: Seen): void {
  const state = healthOf(camera);
  useEffect(() => {
    // Nothing waits for the answer, and the footer shows the state too: ignore a failure.
    if (state !== null) void ask('tellCamera', { state }).catch(() => undefined);
  }, [state]);
}

/** Null while the camera starts: its state is known in a moment. */
function healthOf(camera: Seen): 'ready' | 'none' | 'failed' | 'off' | null {
  switch (camera.kind) {
    case 'running':
      return 'ready';
    case 'problem':
      return camera.problem === 'none-found' ? 'none' : 'failed';
    case 'off':
      return 'off';
    case 'starting':
      return null;
  }
}
