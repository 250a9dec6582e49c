import { ipcMain } from 'electron';
import { callChannel } from '../../../preload/channels.ts';
import { checkSender } from '../security/check-sender.ts';

export interface Answerer {
  /** Answers a call of one of the app's own pages; never rejects. `input` is unchecked. */
  answer(name: string, input: unknown): Promise<unknown>;
  /** The answer to a call from a sender who may not call. */
  refuse(name: string, error: unknown): unknown;
}

export interface Gateway {
  /** From now on calls are answered, also those that wait already. */
  open(answerer: Answerer): void;
  readonly isOpen: Promise<void>;
  /** Rejects every call until `hear`. */
  shut(): void;
  hear(): void;
}

/** Accepts calls of the given names from now on, and checks the sender before anything else. */
export function createGateway(names: readonly string[]): Gateway {
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
