import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import '../kit/file-problems.css';

/** What is wrong with a chosen file, a field a line. */
export function FileProblems({
  problems,
}: {
  problems: readonly { field: string; message: string }[];
}): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="file-problems overflow-auto rounded-md">
      <table className="w-full border-collapse text-sm">
        <caption className="px-3 py-2 text-stop-ink font-semibold text-start">
          {t('setUp.event.problems', { count: problems.length })}
        </caption>
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
          {problems.map(({ field, message }) => (
            <tr key={`${field} ${message}`}>
              <th className="px-3 py-2 border-t font-semibold wrap-anywhere text-start" scope="row">
                {field === '' ? t('setUp.event.whole') : <bdi className="code">{field}</bdi>}
              </th>
              <td className="px-3 py-2 border-t wrap-anywhere text-start">
                <bdi lang="en">{message}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
