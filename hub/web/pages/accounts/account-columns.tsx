import { Settings2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AccountEntry } from '../../../../domain/wire/organiser-access.ts';
import { Button } from '../../../../renderer/ui/button.tsx';
import { Chip } from '../../../../renderer/ui/chip.tsx';
import { useSession } from '../../client/session-store.ts';
import { useFormats } from '../../formats.ts';
import type { Column } from '../../parts/data-table.tsx';
import { useWords } from '../../words.ts';
import { guardianRole } from './roles-given-here.ts';

/** The columns of the accounts. */
export function useAccountColumns(
  onChange: (account: AccountEntry) => void,
): Column<AccountEntry>[] {
  const { t } = useWords();
  const { compare, moment } = useFormats();
  const { account: own } = useSession();
  return [
    {
      id: 'name',
      heading: t('accounts.name'),
      isTitle: true,
      order: (a, b) => compare(a.name, b.name),
      cell: ({ name }) => <bdi>{name}</bdi>,
    },
    {
      id: 'role',
      heading: t('accounts.role'),
      order: (a, b) => compare(t(`role.${a.role}`), t(`role.${b.role}`)),
      cell: ({ role }) => t(`role.${role}`),
    },
    {
      id: 'state',
      heading: t('accounts.state'),
      cell: (account) => <StateChip account={account} />,
    },
    {
      id: 'last',
      heading: t('accounts.lastSignIn'),
      order: (a, b) => (a.lastSignIn ?? 0) - (b.lastSignIn ?? 0),
      cell: ({ lastSignIn }) => (
        <span className="figures">
          {lastSignIn === null ? t('accounts.never') : moment(lastSignIn)}
        </span>
      ),
    },
    {
      id: 'change',
      heading: t('table.action'),
      isFigure: true,
      cell: (account) =>
        account.id === own.id || account.role === guardianRole ? (
          <span className="small">
            {t(account.id === own.id ? 'accounts.you' : 'activity.administrator')}
          </span>
        ) : (
          <Button
            look="quiet"
            size="small"
            icon={<Settings2 aria-hidden="true" size={16} />}
            aria-label={t('accounts.changeNamed', { name: account.name })}
            onPress={() => onChange(account)}
          >
            {t('accounts.change')}
          </Button>
        ),
    },
  ];
}

function StateChip({ account: { active, state } }: { account: AccountEntry }): ReactNode {
  const { t } = useWords();
  if (!active) return <Chip tone="stop">{t('accounts.inactive')}</Chip>;
  return state === 'invited' ? (
    <Chip tone="look">{t('accounts.invited')}</Chip>
  ) : (
    <Chip tone="go">{t('accounts.ready')}</Chip>
  );
}
