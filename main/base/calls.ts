import type { z } from 'zod';
import type { CallDefinition } from '../../preload/contract/base.ts';
import type {
  CallName,
  CallOutput,
  Calls,
  NoticeBody,
  NoticeName,
  ParsedCallInput,
} from '../../preload/contract.ts';
import type { Config } from './config/config.ts';
import type { Caller, Context } from './context.ts';
import type { Log } from './log.ts';

/** One handler a call: it receives the parsed input and the caller. */
export type Handlers = {
  [N in CallName]: (
    input: ParsedCallInput<N>,
    caller: Caller,
  ) => CallOutput<N> | Promise<CallOutput<N>>;
};

/** One call of the contract, as the gateway checks it. */
export type AnyCall = CallDefinition<z.ZodType, z.ZodType>;

/** Some of the contract's calls, with their handlers; see {@link answers}. */
export interface CallGroup {
  calls: Readonly<Record<string, AnyCall>>;
  handlers: Readonly<Record<string, (input: never, caller: Caller) => unknown>>;
}

/** Ties handlers to the calls that they answer: each call has one, and each handler has a call. */
export function answers<N extends CallName>(
  calls: Pick<Calls, N>,
  handlers: Pick<Handlers, N>,
): { calls: Pick<Calls, N>; handlers: Pick<Handlers, N> } {
  return { calls, handlers };
}

/** File dialogs, which only the main process opens; null when the operator closed them. */
export interface FileDialogs {
  chooseRoster(): Promise<string | null>;
  choosePhotoFolder(): Promise<string | null>;
  choosePhotoZip(): Promise<string | null>;
  saveRejectedRows(): Promise<string | null>;
  saveBadgeFindings(): Promise<string | null>;
  saveBadgeList(name: string): Promise<string | null>;
  savePeople(): Promise<string | null>;
  saveActivity(): Promise<string | null>;
  /** `name` is suggested; its ending sets the format. */
  saveReport(name: string): Promise<string | null>;
  saveTickets(name: string): Promise<string | null>;
  chooseBounces(): Promise<string | null>;
  chooseStopList(): Promise<string | null>;
  saveStopList(): Promise<string | null>;
  saveHubBackup(): Promise<string | null>;
  /** `name` is suggested. */
  saveJobBytes(name: string): Promise<string | null>;
  chooseTemplate(): Promise<string | null>;
  saveTemplate(name: string): Promise<string | null>;
  chooseEventFile(): Promise<string | null>;
  chooseDelegations(): Promise<string | null>;
  chooseSessions(): Promise<string | null>;
  /** `name` is suggested. */
  saveEventTable(name: string): Promise<string | null>;
  chooseEventSecret(): Promise<string | null>;
  chooseSettings(): Promise<string | null>;
  /** An event package: to be written, and to be opened. */
  savePackage(name: string): Promise<string | null>;
  choosePackage(): Promise<string | null>;
  saveSettings(name: string): Promise<string | null>;
  /** This station's facts for the hub, and those of another station that an operator brings. */
  saveStick(name: string): Promise<string | null>;
  chooseStick(): Promise<string | null>;
  saveDayReport(name: string): Promise<string | null>;
  saveArchive(name: string): Promise<string | null>;
  /** An archive, or an event file. */
  chooseEarlierEvent(): Promise<string | null>;
  /** For support; it names no person. */
  saveSupportBundle(name: string): Promise<string | null>;
  /** Of a purge. */
  saveCertificate(name: string): Promise<string | null>;
  /** All data held about one person. */
  savePersonReport(name: string): Promise<string | null>;
  /** A list as PDF. */
  savePaper(name: string): Promise<string | null>;
}

/**
 * What the handlers of all capabilities may use of the running station; each names its other needs.
 */
export interface CallParts {
  context: Context;
  config: Config;
  dialogs: FileDialogs;
  notify: <N extends NoticeName>(notice: N, body: NoticeBody<N>) => void;
  log: Log;
  /** Call it after the commit of a fact: the pages reload, and the sync sends it to the hub. */
  factWritten(): void;
}
