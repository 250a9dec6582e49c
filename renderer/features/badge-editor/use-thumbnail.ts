import { useEffect, useState } from 'react';
import type { TemplateSummary } from '../../../preload/contract/badge-templates.ts';
import { ask, CallFailure } from '../../client/ask.ts';

/** One after the other: the renderer belongs to the badges first. */
let queue: Promise<unknown> = Promise.resolve();

/** A preview that another one displaced is asked again, so many times. */
const tries = 5;

/** How a template prints for a usual delegate; undefined until it is drawn, or where it cannot be. */
export function useThumbnail(summary: TemplateSummary): Uint8Array | undefined {
  const [png, setPng] = useState<Uint8Array>();
  // With each new summary, for the template may have changed under the same name.
  useEffect(() => {
    let open = true;
    queue = queue.then(async () => {
      if (!open) return;
      const drawn = await draw(summary.id);
      if (open && drawn !== undefined) setPng(drawn);
    });
    return () => {
      open = false;
    };
  }, [summary]);
  return png;
}

async function draw(id: string): Promise<Uint8Array | undefined> {
  try {
    const template = await ask('getBadgeTemplate', { id });
    for (let tried = 0; tried < tries; tried += 1) {
      const preview = await ask('previewTemplate', {
        template,
        person: { kind: 'sample', id: 'typical' },
        category: null,
        training: false,
        attempt: false,
        printerId: null,
      });
      if (preview !== null) return preview.picture?.png;
    }
  } catch (error) {
    // The list says what it cannot do; a card without a picture is still a card.
    if (!(error instanceof CallFailure)) throw error;
  }
  return undefined;
}
