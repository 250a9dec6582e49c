import { CircleCheckBig } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { WrittenStick } from '../../preload/contract/sync.ts';
import { Note } from '../kit/note.tsx';
import { useFormats } from '../kit/words/format.ts';

/** The file is on the medium and was read back. */
export function StickWritten({
  written,
  hasPeers = false,
}: {
  written: WrittenStick;
  /** It goes to the desks of the package, and not to a hub. */
  hasPeers?: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { facts, name } = written;
  return (
    <div role="status">
      <Note
        tone="go"
        icon={<CircleCheckBig />}
        title={t('stick.written', { count: facts, number: number(facts) })}
      >
        <p>
          <bdi className="code">{name}</bdi>
        </p>
        <p>{t(hasPeers ? 'stick.peers.writtenNext' : 'stick.writtenNext')}</p>
      </Note>
    </div>
  );
}
