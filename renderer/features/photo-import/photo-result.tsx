import { CircleAlert, CircleCheckBig, CircleHelp, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhotoImportResult } from '../../../domain/photo-import.ts';
import { useFormats } from '../../i18n/format.ts';
import { Note } from '../../ui/note.tsx';

/** What came of an import: taken, then what was refused and why, then the names that nobody knows. */
export function PhotoResult({ result }: { result: PhotoImportResult }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { folder, files, taken, replaced, unknown, refused, cancelled } = result;
  const counted = (count: number): { count: number; formatted: string } => ({
    count,
    formatted: number(count),
  });
  if (files === 0) {
    const icon = <Info aria-hidden="true" size={18} />;
    return <Note tone="quiet" icon={icon} title={t('photos.empty', { folder })} />;
  }
  return (
    <div className="photos-result">
      <Note
        tone={taken > 0 ? 'go' : 'quiet'}
        icon={<CircleCheckBig aria-hidden="true" size={18} />}
        title={t('photos.taken', { ...counted(taken), folder })}
      >
        {replaced > 0 && <p>{t('photos.replaced', counted(replaced))}</p>}
        {cancelled && <p>{t('photos.stopped')}</p>}
      </Note>
      {refused.length > 0 && (
        <Note
          tone="stop"
          icon={<CircleAlert aria-hidden="true" size={18} />}
          title={t('photos.refused', counted(refused.length))}
        >
          <ul className="photos-files">
            {refused.map(({ file, reason }) => (
              <li key={file}>
                <bdi>{file}</bdi>
                <span>{t(`photos.reason.${reason}`)}</span>
              </li>
            ))}
          </ul>
        </Note>
      )}
      {unknown.length > 0 && (
        <Note
          tone="look"
          icon={<CircleHelp aria-hidden="true" size={18} />}
          title={t('photos.unknown', counted(unknown.length))}
        >
          <ul className="photos-files">
            {unknown.map((file) => (
              <li key={file}>
                <bdi>{file}</bdi>
              </li>
            ))}
          </ul>
        </Note>
      )}
    </div>
  );
}
