import { issuesOf } from '../../../domain/base/issues.ts';
import type { CallError, Mode } from '../../../preload/contract/base.ts';
import { CallFailure } from '../../base/call-failure.ts';
import type { AnyCall } from '../../base/calls.ts';
import type { Caller } from '../../base/context.ts';
import { errorFields, type Log } from '../../base/log.ts';
import type { AnswerableCall, CallGroups } from './call-groups.ts';
import type { Gateway } from './gateway.ts';

export interface GatewayOptions {
  gateway: Gateway;
  calls: CallGroups;
  mode: Mode;
  caller: () => Caller;
  /** Whether this is a first start without a supervisor, which anyone may continue. */
  isOpenForSetUp: () => boolean;
  log: Log;
  answered?: (call: AnsweredCall) => void;
  /** After the call's commit. */
  beforeAnswer?: () => void;
  /** Called with an error; returns true where a repeatable call may succeed now. */
  failed?: (error: unknown) => boolean;
}

/** A call that was answered, with its parsed input and answer. */
export interface AnsweredCall {
  name: string;
  definition: AnyCall;
  input: unknown;
  value: unknown;
  caller: Caller;
}

/**
 * Opens the gateway for every call of the contract; the gateway has checked the sender (main frame
 * of one of the app's pages). This checks mode and operator, and parses input and answer, so that
 * only fields that the contract names leave. A call answers with a value or an error and never
 * rejects.
 */
export function openGateway(options: GatewayOptions): void {
  options.gateway.open({
    answer: async (name, raw) => {
      try {
        const call = await options.calls.find(name);
        if (call === null) throw new CallFailure('not-allowed');
        return { ok: true, value: await answerCall(name, call, raw, options) };
      } catch (error) {
        return { ok: false, error: answerOf(error, name, options.log) };
      }
    },
    refuse: (name, error) => ({ ok: false, error: answerOf(error, name, options.log) }),
  });
}

async function answerCall(
  name: string,
  { definition, handler }: AnswerableCall,
  raw: unknown,
  options: GatewayOptions,
): Promise<unknown> {
  const caller = options.caller();
  checkAccess(definition, options, caller);
  const input = definition.input.safeParse(raw);
  if (!input.success) throw new CallFailure('bad-input', issuesOf(input.error));
  const run = async (): Promise<unknown> => handler(input.data, caller);
  const done = await run().catch((error: unknown) => {
    if (options.failed?.(error) === true && definition.isRepeatable === true) return run();
    throw error;
  });
  const value = definition.output.parse(done);
  const { answered } = options;
  options.beforeAnswer?.();
  if (answered !== undefined)
    setImmediate(answered, { name, definition, input: input.data, value, caller });
  return value;
}

function checkAccess(
  { modes, access }: AnyCall,
  { mode, isOpenForSetUp }: GatewayOptions,
  caller: Caller,
): void {
  if (!modes.includes(mode)) throw new CallFailure('not-allowed');
  if (access === 'anyone' || (access === 'set-up' && isOpenForSetUp())) return;
  if (caller.operator === null) throw new CallFailure('sign-in-needed');
  const { role } = caller.operator;
  if (access === 'operator' || role === 'supervisor') return;
  if (access === 'set-up' || access === 'supervisor' || !access.includes(role)) {
    throw new CallFailure('supervisor-needed');
  }
}

function answerOf(error: unknown, call: string, log: Log): CallError {
  const failure = error instanceof CallFailure ? error : storeFailureOf(error);
  if (failure === null) {
    log.error({ call, ...errorFields(error) }, 'call failed');
    return { code: 'internal', detail: call };
  }
  // Input that does not fit the contract may hold anything, even in its field names.
  const detail = failure.code === 'bad-input' ? undefined : failure.detail;
  log.warn({ call, code: failure.code, detail }, 'call refused');
  return { code: failure.code, detail: failure.detail.slice(0, 500) };
}

/** Translates an SQLite error into a failure with a message; null for any other error. */
function storeFailureOf(error: unknown): CallFailure | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  const code = String(error.code);
  if (code.startsWith('SQLITE_FULL')) return new CallFailure('disk-full', '', error);
  if (/^SQLITE_(BUSY|IOERR|CORRUPT|NOTADB|READONLY|CANTOPEN)/.test(code)) {
    return new CallFailure('store-unavailable', code, error);
  }
  return null;
}
