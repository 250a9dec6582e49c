import { UserPlus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { AccountEntry, IssuedSetUp } from '../../../../domain/wire/organiser-access.ts';
import { Button } from '../../../../renderer/ui/button.tsx';
import { access } from '../../client/access.ts';
import { useLoad } from '../../client/use-load.ts';
import { Answered } from '../../parts/answered.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Page } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';
import { useAccountColumns } from './account-columns.tsx';
import { AccountDialog } from './account-dialog.tsx';
import { AddAccountDialog } from './add-account-dialog.tsx';
import { IssuedDialog } from './issued-dialog.tsx';
import './accounts.css';

type Open =
  | { kind: 'add' }
  | { kind: 'change'; account: AccountEntry }
  | { kind: 'issued'; issued: IssuedSetUp };

/** Who may use this page, as what; nobody changes their own account here. */
export function AccountsPage(): ReactNode {
  const { t } = useWords();
  const accounts = useLoad(access.accounts);
  const [open, setOpen] = useState<Open | null>(null);
  const columns = useAccountColumns((account) => setOpen({ kind: 'change', account }));
  const close = (): void => {
    setOpen(null);
    accounts.renew();
  };
  const showIssued = (issued: IssuedSetUp): void => setOpen({ kind: 'issued', issued });
  return (
    <Page
      title={t('accounts.title')}
      lead={t('accounts.lead')}
      actions={
        <Button
          look="primary"
          icon={<UserPlus aria-hidden="true" size={18} />}
          onPress={() => setOpen({ kind: 'add' })}
        >
          {t('accounts.add')}
        </Button>
      }
    >
      <section className="card">
        <Answered answer={accounts}>
          {({ accounts: rows }) => (
            <DataTable
              caption={t('accounts.title')}
              columns={columns}
              rows={rows}
              keyOf={({ id }) => id}
              empty={null}
            />
          )}
        </Answered>
      </section>
      {open?.kind === 'add' && <AddAccountDialog onClose={close} onIssued={showIssued} />}
      {open?.kind === 'change' && (
        <AccountDialog account={open.account} onClose={close} onIssued={showIssued} />
      )}
      {open?.kind === 'issued' && <IssuedDialog issued={open.issued} onClose={close} />}
    </Page>
  );
}
