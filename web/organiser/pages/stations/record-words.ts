import { unnamedStation } from '../../../../domain/base/unnamed-station.ts';
import { type JudgementPayload, orderOfLine } from '../../../../domain/ledger/judgement.ts';
import { useRangeLabel } from '../../../../ui/ledger/record-order.ts';
import { useWords } from '../../words.ts';

/** The text of an order on records: verdict, station and range. */
export function useOrderWords(): {
  words: (order: JudgementPayload, stationName: string) => string;
  /** The text of an approval's subject, naming a station among these; empty if it is no order. */
  subject: (subject: string, stations?: readonly { id: string; name: string }[]) => string;
} {
  const { t, language } = useWords();
  const rangeLabel = useRangeLabel();
  const words = ({ verdict, range }: JudgementPayload, name: string): string => {
    return [t(`recordOrder.verdict.${verdict}`), name, rangeLabel(range)].join(' · ');
  };
  return {
    words,
    subject: (line, stations = []) => {
      const order = orderOfLine(line);
      if (order === null) return '';
      const { station } = order.range;
      const name = stations.find(({ id }) => id === station)?.name;
      return words(order, name ?? unnamedStation(station, language));
    },
  };
}
