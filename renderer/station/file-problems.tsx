import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileProblem } from '../../domain/base/file-problems.ts';
import { useFormats } from '../../ui/formats.ts';
import { ScrollArea } from '../../ui/scroll-area.tsx';
import '../../ui/file-problems.css';

/** Lists the errors of a chosen file, one line per place. */
export function FileProblems({ problems }: { problems: readonly FileProblem[] }): ReactNode {
  const { t } = useTranslation();
  const { language } = useFormats();
  const title = t('setUp.event.problems', { count: problems.length });
  return (
    <ScrollArea className="file-problems rounded-md" label={title}>
      <table className="w-full border-collapse text-sm">
        <caption className="px-3 py-2 text-stop-ink font-semibold text-start">{title}</caption>
        <thead>
          <tr>
            <th className="px-3 py-2 border-t wrap-anywhere text-start" scope="col">
              {t('setUp.event.field')}
            </th>
            <th className="px-3 py-2 border-t wrap-anywhere text-start" scope="col">
              {t('setUp.event.mistake')}
            </th>
          </tr>
        </thead>
        <tbody>
          {problems.map(({ place, mistake }) => (
            <tr key={`${place.en} ${mistake.en}`}>
              <th className="px-3 py-2 border-t font-semibold wrap-anywhere text-start" scope="row">
                {place.en === '' ? t('setUp.event.whole') : <bdi>{place[language]}</bdi>}
              </th>
              <td className="px-3 py-2 border-t wrap-anywhere text-start">
                <bdi>{mistake[language]}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}
