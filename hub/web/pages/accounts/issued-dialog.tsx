import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import type { IssuedSetUp } from '../../../../domain/wire/organiser-access.ts';
import { Button } from '../../../../renderer/ui/button.tsx';
import { Dialog } from '../../../../renderer/ui/dialog.tsx';
import { useNotify } from '../../../../renderer/ui/toast.tsx';
import { useFormats } from '../../formats.ts';
import { useWords } from '../../words.ts';

/** The one-time code of an account, shown once: its owner gets it by another way than this page. */
export function IssuedDialog({
  issued: { account, code, expires, links },
  onClose,
}: {
  issued: IssuedSetUp;
  onClose: () => void;
}): ReactNode {
  const { t } = useWords();
  const { moment } = useFormats();
  const notify = useNotify();
  const [link] = links;
  const copy = async (text: string): Promise<void> => {
    await navigator.clipboard.writeText(text);
    notify(t('app.copied'));
  };
  return (
    <Dialog
      title={t('accounts.issuedTitle', { name: account.name })}
      onClose={onClose}
      closesOutside={false}
      actions={
        <Button look="primary" onPress={onClose}>
          {t('app.done')}
        </Button>
      }
    >
      <p>{t('accounts.issuedHint')}</p>
      <p className="code issued-code">{code}</p>
      {link !== undefined && (
        <div className="account-act">
          <bdi className="code issued-link">{link}</bdi>
          <Button icon={<Copy aria-hidden="true" size={18} />} onPress={() => void copy(link)}>
            {t('app.copyLink')}
          </Button>
        </div>
      )}
      <p className="small figures">{t('accounts.issuedUntil', { time: moment(expires) })}</p>
    </Dialog>
  );
}
