import type { Mutation } from '../mutation.ts';

/** Faults of check-in and admission. */
export const admission: readonly Mutation[] = [
  {
    name: 'the roster is asked before the stop list',
    caughtBy: 'test/domain/admission.test.ts',
    file: 'domain/check-in/admission.ts',
    symbol: 'decide',
    at: 'call refuseStopped',
    put: 'refusePerson(question)',
    also: [
      {
        file: 'domain/check-in/admission.ts',
        symbol: 'decide',
        at: 'call refusePerson',
        put: 'refuseStopped(question)',
      },
    ],
  },
  {
    name: 'an override does not look at the rules again after the PIN',
    caughtBy: 'test/main/check-in/override-refusal.test.ts',
    file: 'main/check-in/desk-calls.ts',
    symbol: 'overrideRefusal',
    at: 'if now',
    put: '',
  },
  {
    name: 'a scan whose key is known is written again',
    caughtBy: 'test/main/check-in/check-in.test.ts',
    file: 'main/check-in/check-in.ts',
    symbol: 'answerCheckIn',
    at: 'if repeated',
    put: '',
  },
  {
    name: 'a check-in decides by what it read before its transaction',
    caughtBy: 'test/main/check-in/check-in.test.ts',
    file: 'main/check-in/check-in.ts',
    symbol: 'answerCheckIn',
    at: 'value now',
    put: 'seen',
  },
  {
    name: 'an admission is undone twice',
    caughtBy: 'test/main/check-in/check-in.test.ts',
    file: 'main/check-in/check-in-calls.ts',
    symbol: 'undoCheckIn',
    at: 'if undoneBy',
    put: '',
  },
  {
    name: 'flags are shown to operators',
    caughtBy: 'test/main/check-in/check-in.test.ts',
    file: 'main/roster/desk-delegate.ts',
    symbol: 'noticeFor',
    at: 'operand supervisor',
    put: 'true',
  },
  {
    name: 'a desk that knows its clock to be wrong judges by the wrong day',
    caughtBy: 'test/main/sync/arrival-times.test.ts',
    file: 'main/base/clock.ts',
    symbol: 'rightNow',
    at: 'return wrongClock',
    put: 'context.clock()',
  },
  {
    name: 'every scan of a badge hands it over',
    caughtBy: 'test/main/check-in/check-in.test.ts',
    file: 'main/check-in/check-in.ts',
    symbol: 'answerCheckIn',
    at: 'operand badgeHandsOver',
    put: 'true',
  },
];
