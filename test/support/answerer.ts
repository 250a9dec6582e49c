import type { Answerer } from '../../main/app/gateway/gateway.ts';
import { type GatewayOptions, openGateway } from '../../main/app/gateway/register.ts';
import { silentLog } from '../printing/support.ts';

/**
 * Answers calls as a station of this mode does for this caller, through the real gateway without
 * Electron.
 */
export function answererOf(
  call: Awaited<ReturnType<GatewayOptions['calls']['find']>>,
  {
    mode,
    caller,
    isOpenForSetUp = () => false,
  }: Pick<GatewayOptions, 'mode' | 'caller'> & Partial<Pick<GatewayOptions, 'isOpenForSetUp'>>,
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
    isOpenForSetUp,
    log: silentLog,
  });
  const [answerer] = opened;
  if (answerer === undefined) throw new Error('the gateway was not opened');
  return answerer;
}
