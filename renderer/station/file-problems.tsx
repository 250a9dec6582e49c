import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './settings-file.css';

/** What is wrong with a chosen file, a field a line. */
export function FileProblems({
  problems,
}: {
  problems: readonly { field: string; message: string }[];
}): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="file-problems">
      <table>
        <caption>{t('setUp.event.problems', { count: problems.length })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('setUp.event.field')}</th>
            <th scope="col">{t('setUp.event.mistake')}</th>
          </tr>
        </thead>
        <tbody>
          {problems.map(({ field, message }) => (
            <tr key={`${field} ${message}`}>
              <th scope="row">
                {field === '' ? t('setUp.event.whole') : <bdi className="code">{field}</bdi>}
              </th>
              <td>
                <bdi lang="en">{message}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
