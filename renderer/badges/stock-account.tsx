import { CircleCheckBig, Hourglass, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StockAccountView } from '../../preload/contract/badges.ts';
import { Chip, type Tone } from '../../ui/chip.tsx';
import { useFormats } from '../../ui/formats.ts';

/** Maximum number of attempts listed one by one; the others are only counted. */
const namedAttempts = 4;

function useStockWords(): {
  /** The attempts that may or may not have used a blank. */
  attempts: (account: StockAccountView) => string;
  /** How the count compares with the attempts, and possible reasons for a difference. */
  says: (account: StockAccountView) => string;
} {
  const { t } = useTranslation();
  const { list } = useFormats();
  const attempts = ({ inQuestion }: StockAccountView): string => {
    const named = inQuestion
      .slice(0, namedAttempts)
      .map(({ attempt, serialText }) =>
        serialText === ''
          ? t('stock.attemptTest', { attempt })
          : t('stock.attempt', { attempt, serial: serialText }),
      );
    const more = inQuestion.length - named.length;
    return list(more > 0 ? [...named, t('stock.attemptsMore', { count: more })] : named);
  };
  const says = (account: StockAccountView): string => {
    const { verdict } = account;
    switch (verdict.kind) {
      case 'balances':
      case 'not-counted':
        return t(`stock.says.${verdict.kind}`);
      case 'explained':
        return t('stock.says.explained', { count: verdict.missing, attempts: attempts(account) });
      case 'missing':
        return verdict.explained === 0
          ? t('stock.says.missing', { count: verdict.missing })
          : t('stock.says.partly', { count: verdict.missing, attempts: attempts(account) });
      case 'surplus':
        return t('stock.says.surplus', { count: verdict.surplus });
    }
  };
  return { attempts, says };
}

const looks: Readonly<
  Record<StockAccountView['verdict']['kind'], { tone: Tone; Icon: typeof Hourglass }>
> = {
  balances: { tone: 'go', Icon: CircleCheckBig },
  'not-counted': { tone: 'quiet', Icon: Hourglass },
  explained: { tone: 'look', Icon: TriangleAlert },
  missing: { tone: 'look', Icon: TriangleAlert },
  surplus: { tone: 'look', Icon: TriangleAlert },
};

/** The account's entries in order, each with its sign. */
const lines = [
  ['opening', 1],
  ['loaded', 1],
  ['unloaded', -1],
  ['badges', -1],
  ['further', -1],
  ['tests', -1],
  ['spoiled', -1],
] as const;
/** Entries shown even if they are 0, so that the account always reads as a sum. */
const always: readonly string[] = ['loaded', 'badges'];

export function StockAccount({ account }: { account: StockAccountView }): ReactNode {
  const { t } = useTranslation();
  const { verdict } = account;
  const { tone, Icon } = looks[verdict.kind];
  return (
    <section className="card stock-account grid gap-4" aria-label={account.printerName}>
      <header className="flex flex-wrap gap-x-3 gap-y-1 items-baseline">
        <h2 className="text-lg">
          <bdi>{account.printerName}</bdi>
        </h2>
        <bdi className="text-soft">{account.stock || t('stock.unnamed')}</bdi>
        <Chip tone={tone} icon={<Icon aria-hidden="true" size={14} />}>
          {t(`stock.state.${verdict.kind}`)}
        </Chip>
      </header>
      <Equation account={account} />
      <Verdict account={account} />
    </section>
  );
}

function Equation({ account }: { account: StockAccountView }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const shown = lines.filter(([line]) => account[line] !== 0 || always.includes(line));
  const difference = account.counted === null ? null : account.counted - account.expected;
  return (
    <table className="stock-equation w-full border-collapse">
      <tbody>
        {shown.map(([line, sign]) => (
          <tr key={line}>
            <th scope="row">{t(`stock.line.${line}`)}</th>
            <td className="figures">{signed(number, account[line] * sign)}</td>
          </tr>
        ))}
      </tbody>
      <tbody className="stock-result">
        <tr>
          <th scope="row">{t('stock.line.expected')}</th>
          <td className="figures">{signed(number, account.expected)}</td>
        </tr>
        {account.counted !== null && (
          <tr>
            <th scope="row">{t('stock.line.counted')}</th>
            <td className="figures">{number(account.counted)}</td>
          </tr>
        )}
        {difference !== null && difference !== 0 && (
          <tr>
            <th className="text-look-ink" scope="row">
              {t('stock.line.difference')}
            </th>
            <td className="figures text-look-ink">
              {difference > 0 ? `+${number(difference)}` : signed(number, difference)}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

/** Uses the true minus sign, which is as wide as a plus. */
function signed(number: (value: number) => string, value: number): string {
  return value < 0 ? `−${number(-value)}` : number(value);
}

function Verdict({ account }: { account: StockAccountView }): ReactNode {
  const { t } = useTranslation();
  const { attempts, says } = useStockWords();
  const { verdict, inQuestion } = account;
  const isSaid = verdict.kind === 'explained' || verdict.kind === 'missing';
  return (
    <div
      className="toned grid gap-1 px-4 py-3 rounded-md bg-sunken text-sm"
      data-tone={looks[verdict.kind].tone}
    >
      <p>{says(account)}</p>
      {!isSaid && inQuestion.length > 0 && (
        <p>{t('stock.inQuestion', { attempts: attempts(account) })}</p>
      )}
    </div>
  );
}
