import { Languages, LogOut } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../../renderer/ui/button.tsx';
import { endSession, useSession } from '../client/session-store.ts';
import { useAction } from '../client/use-action.ts';
import { FailureNote } from '../parts/failure-note.tsx';
import { useWords } from '../words.ts';
import { LanguageButton } from './language-button.tsx';
import './self-menu.css';

/** Who is signed in, the other language, and the way out. */
export function SelfMenu(): ReactNode {
  const { t } = useWords();
  const { account } = useSession();
  const leave = useAction(() => endSession({ everywhere: false }));
  return (
    <div className="self-menu">
      <div className="self-name">
        <bdi>{account.name}</bdi>
        <span className="small">{t(`role.${account.role}`)}</span>
      </div>
      <FailureNote failure={leave.failure} />
      <div className="self-buttons">
        <LanguageButton icon={<Languages aria-hidden="true" size={18} />} />
        <Button
          look="quiet"
          size="small"
          icon={<LogOut aria-hidden="true" size={18} />}
          isDisabled={leave.busy}
          onPress={() => void leave.run()}
        >
          {t('account.signOut')}
        </Button>
      </div>
    </div>
  );
}
