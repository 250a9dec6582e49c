import { z } from 'zod';
import { cameraHealthSchema } from '../../domain/sync/kiosk-health.ts';
import { call } from './define.ts';

export const healthCalls = {
  /** Reports the state of the page's camera; the hub shows it to the organiser. */
  tellCamera: call({
    input: z.strictObject({ state: cameraHealthSchema }),
    output: z.void(),
    modes: ['desk', 'kiosk', 'door'],
    access: 'anyone',
  }),
};
