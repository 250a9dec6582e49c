import type { Activity } from '../../domain/station/activity.ts';
import type { AnyCall } from '../../main/base/calls.ts';
import { type CallName, calls } from '../../preload/contract.ts';

/** What the activity log keeps of a call with this input and answer; null for nothing. */
export function activityOfCall(name: CallName, input: unknown, value: unknown): Activity | null {
  const definition: AnyCall = calls[name];
  return definition.activity(input, value);
}
