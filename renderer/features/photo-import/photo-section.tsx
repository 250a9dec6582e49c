import { ImageUp } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Progress } from '../../ui/progress.tsx';
import { PhotoResult } from './photo-result.tsx';
import { usePhotos } from './use-photos.ts';
import './photo-import.css';

/** Takes portraits from a folder; beside the roster's import, with its own progress and result. */
export function PhotoSection(): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { known, busy, progress, result, failure, choose, stop } = usePhotos();
  const title = useId();
  return (
    <section className="card photos" aria-labelledby={title}>
      <div className="photos-head">
        <ImageUp aria-hidden="true" size={24} />
        <div className="photos-words">
          <h2 id={title}>{t('photos.title')}</h2>
          <p>{t('photos.hint')}</p>
          {known !== null && (
            <p className="photos-known figures">
              {t('photos.known', { count: known, formatted: number(known) })}
            </p>
          )}
        </div>
        {progress === null ? (
          <Button isDisabled={busy} onPress={() => void choose()}>
            {t('photos.choose')}
          </Button>
        ) : (
          <Button onPress={() => void stop()}>{t('photos.stop')}</Button>
        )}
      </div>
      {progress !== null && (
        <Progress
          label={t('photos.reading')}
          fraction={progress.total === 0 ? 1 : progress.done / progress.total}
          valueWords={t('photos.count', {
            done: number(progress.done),
            total: number(progress.total),
          })}
        />
      )}
      <FailureNote failure={failure} />
      <div role="status">{result !== null && !busy && <PhotoResult result={result} />}</div>
    </section>
  );
}
