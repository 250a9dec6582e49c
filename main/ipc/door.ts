import { ipcMain } from 'electron';
import { callChannel } from '../../preload/channels.ts';
import { checkSender } from '../security/check-sender.ts';

/** Who answers the calls that come through the door. */
export interface Answerer {
  /** Answers a call of one of our own pages; never rejects. `input` is whatever the page sent. */
  answer(name: string, input: unknown): Promise<unknown>;
  /** What a call gets that may not be answered at all. */
  refuse(name: string, error: unknown): unknown;
}

/** The one door for pages. */
export interface Door {
  /** From now on calls are answered; those that came before have waited for it. */
  open(answerer: Answerer): void;
  /** Settles once calls are answered. */
  readonly isOpen: Promise<void>;
  /** Hears no call until `hear`; one that comes meanwhile is rejected. */
  shut(): void;
  hear(): void;
}

/** Hears the calls of the given names from now on, and looks at who asks before anything else. */
export function createDoor(names: readonly string[]): Door {
  let open: (answerer: Answerer) => void = () => undefined;
  const answering = new Promise<Answerer>((resolve) => {
    open = resolve;
  });
  const hear = (): void => {
    for (const name of names) {
      ipcMain.handle(callChannel(name), async (event, input: unknown) => {
        try {
          checkSender(event);
        } catch (error) {
          return (await answering).refuse(name, error);
        }
        return (await answering).answer(name, input);
      });
    }
  };
  hear();
  return {
    open,
    isOpen: answering.then(() => undefined),
    shut: () => {
      for (const name of names) ipcMain.removeHandler(callChannel(name));
    },
    hear,
  };
}
