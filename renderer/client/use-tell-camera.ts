import { useEffect } from 'react';
import { ask } from './ask.ts';

/** What a camera's state is made of, as far as others need it (features/scan). */
type Seen = { kind: 'off' | 'starting' | 'running' } | { kind: 'problem'; problem: string };

/** Tells the main process how the camera is, whenever that changes: the organiser's page shows it. */
export function useTellCamera(camera: Seen): void {
  const state = healthOf(camera);
  useEffect(() => {
    // Nobody waits for it, and the footer shows the same: where it cannot be told, nothing is lost here.
    if (state !== null) void ask('tellCamera', { state }).catch(() => undefined);
  }, [state]);
}

/** Null while it starts: the answer is due in a moment. */
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
