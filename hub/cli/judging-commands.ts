import {
  type JudgedRange,
  type JudgementKind,
  judgedRangeSchema,
} from '../../domain/ledger/judgement.ts';
import type { AdminClient } from '../admin/client.ts';
import { rangeText } from '../sync/judging/judging.ts';
import { type CommandLine, onlyArgument, UsageError } from './command-line.ts';
import { type Print, printColumns, timeText } from './print.ts';
import { personOf } from './privacy-commands.ts';

type OrderCommand = (client: AdminClient, commandLine: CommandLine, print: Print) => Promise<void>;

/** `disregard STATION …`: once a second person approves, the named records do not count. */
export const disregardCommand = requestCommand('disregard');
/** `release STATION …`: the quarantined records count, even against the rules. */
export const releaseCommand = requestCommand('count');
/** `take-back STATION …`: the records count as they would without an order. */
export const takeBackCommand = requestCommand('as-before');

function requestCommand(verdict: JudgementKind): OrderCommand {
  return async (client, commandLine, print) => {
    const range = rangeOf(commandLine);
    const by = personOf(commandLine.options['requested-by'], '--requested-by');
    const { id } = await client.judging.request({ verdict, range }, by);
    print(`Requested: ${id}, ${rangeText(range)}. Nothing has changed yet.`);
    print('Another person approves it within 24 hours:');
    print(`  npm run hub -- orders approve ${id} --approved-by NAME`);
  };
}

function rangeOf(commandLine: CommandLine): JudgedRange {
  const { incarnation, from, to } = commandLine.options;
  const range = judgedRangeSchema.safeParse({
    station: onlyArgument(commandLine, 'id of a station'),
    incarnation: incarnation === undefined ? null : Number(incarnation),
    from: from === undefined ? 1 : Number(from),
    to: to === undefined ? null : Number(to),
  });
  if (!range.success) {
    throw new UsageError(`${commandLine.command}: STATION [--incarnation I] [--from N] [--to M]`);
  }
  return range.data;
}

/** `orders`: orders and requests; `orders approve ID --approved-by NAME`, `orders withdraw ID`. */
export async function ordersCommand(
  client: AdminClient,
  commandLine: CommandLine,
  print: Print,
): Promise<void> {
  const [verb = 'list', id = ''] = commandLine.args;
  switch (verb) {
    case 'list':
      await printOrders(client, print);
      return;
    case 'approve':
      await client.judging.approve(
        id,
        personOf(commandLine.options['approved-by'], '--approved-by'),
      );
      print('Ordered. Stations carry it out at their next contact.');
      return;
    case 'withdraw':
      await client.judging.withdraw(id);
      print('Withdrawn.');
      return;
    default:
      throw new UsageError('orders [list]|approve ID --approved-by NAME|withdraw ID');
  }
}

async function printOrders(client: AdminClient, print: Print): Promise<void> {
  const { orders, requests, disregarded } = await client.judging.overview();
  if (orders.length === 0) print('No order on records was given.');
  const rows = orders.map(({ verdict, range, stationName, wall, isReplaced }) => [
    timeText(wall),
    verdict,
    stationName,
    rangeText(range),
    isReplaced ? 'replaced by a later order' : '',
  ]);
  printColumns(rows, print);
  for (const { station, records } of disregarded) print(`disregarded: ${records} of ${station}`);
  for (const { id, verdict, range, requestedBy } of requests) {
    print(`requested: ${id} ${verdict} ${rangeText(range)} by ${requestedBy.name}`);
  }
}
