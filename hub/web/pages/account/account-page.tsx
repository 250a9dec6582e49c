import { LogOut, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { OpenSession } from '../../../../domain/wire/organiser-access.ts';
import { Button } from '../../../../renderer/ui/button.tsx';
import { Chip } from '../../../../renderer/ui/chip.tsx';
import { access } from '../../client/access.ts';
import { endSession, useSession } from '../../client/session-store.ts';
import { useAction } from '../../client/use-action.ts';
import { useLoad } from '../../client/use-load.ts';
import { useFormats } from '../../formats.ts';
import { Answered } from '../../parts/answered.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { FailureNote } from '../../parts/failure-note.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';
import { browserWords } from './browser-words.ts';
import { PasswordDialog } from './password-dialog.tsx';
import { RecoveryDialog } from './recovery-dialog.tsx';

/** One's own account: role, how one signs in, and where one is signed in. */
export function AccountPage(): ReactNode {
  const { t } = useWords();
  const { account } = useSession();
  const [open, setOpen] = useState<'password' | 'recovery' | null>(null);
  return (
    <Page
      title={t('account.title')}
      lead={
        <span>
          <bdi>{account.name}</bdi>
          {' · '}
          {t(`role.${account.role}`)}
        </span>
      }
    >
      <Section title={t('account.signingIn')}>
        <p className="soft">{t(`roleHint.${account.role}`)}</p>
        <div className="row">
          <Button onPress={() => setOpen('password')}>{t('account.changePassword')}</Button>
          <Button onPress={() => setOpen('recovery')}>{t('account.newRecoveryCodes')}</Button>
        </div>
      </Section>
      <Sessions />
      {open === 'password' && <PasswordDialog onClose={() => setOpen(null)} />}
      {open === 'recovery' && <RecoveryDialog onClose={() => setOpen(null)} />}
    </Page>
  );
}

function Sessions(): ReactNode {
  const { t } = useWords();
  const sessions = useLoad(access.sessions);
  const end = useAction(async (id: string) => {
    await access.endSession(id);
    sessions.renew();
  });
  const everywhere = useAction(() => endSession({ everywhere: true }));
  const columns = useSessionColumns((id) => void end.run(id), end.busy);
  return (
    <Section
      title={t('account.sessions')}
      aside={
        <Button
          size="small"
          icon={<LogOut aria-hidden="true" size={16} />}
          isDisabled={everywhere.busy}
          onPress={() => void everywhere.run()}
        >
          {t('account.signOutEverywhere')}
        </Button>
      }
    >
      <FailureNote failure={end.failure ?? everywhere.failure} />
      <Answered answer={sessions}>
        {({ sessions: rows }) => (
          <DataTable
            caption={t('account.sessions')}
            columns={columns}
            rows={rows}
            keyOf={({ id }) => id}
            empty={null}
          />
        )}
      </Answered>
    </Section>
  );
}

function useSessionColumns(onEnd: (id: string) => void, isBusy: boolean): Column<OpenSession>[] {
  const { t } = useWords();
  const { moment } = useFormats();
  return [
    {
      id: 'browser',
      heading: t('account.browser'),
      isTitle: true,
      cell: ({ agent, current }) => (
        <span className="row">
          <bdi>{browserWords(agent) ?? t('account.unknownBrowser')}</bdi>
          {current && <Chip tone="accent">{t('account.thisOne')}</Chip>}
        </span>
      ),
    },
    {
      id: 'address',
      heading: t('account.address'),
      cell: ({ address }) => <bdi className="code">{address}</bdi>,
    },
    {
      id: 'opened',
      heading: t('account.opened'),
      cell: ({ opened }) => <span className="figures">{moment(opened)}</span>,
    },
    {
      id: 'seen',
      heading: t('account.lastSeen'),
      cell: ({ lastSeen }) => <span className="figures">{moment(lastSeen)}</span>,
    },
    {
      id: 'end',
      heading: t('table.action'),
      isFigure: true,
      cell: ({ id, current }) =>
        current ? null : (
          <Button
            look="quiet"
            size="small"
            icon={<X aria-hidden="true" size={16} />}
            isDisabled={isBusy}
            onPress={() => onEnd(id)}
          >
            {t('account.end')}
          </Button>
        ),
    },
  ];
}
