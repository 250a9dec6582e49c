import { CircleCheckBig } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { WrittenStick } from '../../preload/contract/sync.ts';
import { useFormats } from '../../ui/formats.ts';
import { Note } from '../../ui/note.tsx';

/** The file was written to the medium and read back. */
export function StickWritten({
  written,
  hasPeers = false,
}: {
  written: WrittenStick;
  /** True if the file is for the desks of a package rather than for a hub. */
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
