import type { Answerer } from '../../main/app/gateway/gateway.ts';
import { type GatewayOptions, openGateway } from '../../main/app/gateway/register.ts';
import { silentLog } from '../printing/support.ts';

/** What stands behind the gateway, without Electron: one call, as a station of that mode answers it to that caller. */
export function answererOf(
  call: Awaited<ReturnType<GatewayOptions['calls']['find']>>,
  { mode, caller }: Pick<GatewayOptions, 'mode' | 'caller'>,
): Answerer {
  const opened: Answerer[] = [];
  openGateway({
    gateway: {
      open: (answerer) => void opened.push(answerer),
      isOpen: Promise.resolve(),
      shut: () => {},
      hear: () => {},
    },
    calls: { find: async () => call, loadAll: async () => {} },
    mode,
    caller,
    log: silentLog,
  });
  const [answerer] = opened;
  if (answerer === undefined) throw new Error('the gateway was not opened');
  return answerer;
}
