import type { Desk } from './desk.ts';
import type { Handlers } from './register.ts';

/** What the page alone knows of the station's health. */
export function healthHandlers({ health }: Desk): Pick<Handlers, 'tellCamera'> {
  return { tellCamera: ({ state }) => health.camera(state) };
}
