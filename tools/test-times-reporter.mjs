// A vitest reporter: writes the time of each test file to test-results/<project>-times.json, and
// prints failures at once.
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './setup/paths.mjs';

export default class TestTimesReporter {
  /**
   * Prints the failure at once, so that a run that is ended before its summary still shows why.
   * @param {import('vitest/node').TestCase} test
   */
  onTestCaseResult(test) {
    const { state, errors } = test.result();
    if (state !== 'failed') return;
    console.log(`failed: ${relative(root, test.module.moduleId)} > ${test.fullName}`);
    for (const { message } of errors ?? []) console.log(message.slice(-4_000));
  }

  /** @param {readonly import('vitest/node').TestModule[]} modules */
  onTestRunEnd(modules) {
    /** @type {Map<string, Record<string, number>>} */
    const byProject = new Map();
    for (const module of modules) {
      const { collectDuration, setupDuration, duration } = module.diagnostic();
      const times = byProject.get(module.project.name) ?? {};
      // Imports and hooks count: a file's start of the app is part of its cost.
      times[relative(root, module.moduleId)] =
        Math.round((collectDuration + setupDuration + duration) / 10) / 100;
      byProject.set(module.project.name, times);
    }
    for (const [project, times] of byProject) {
      writeFileSync(join(root, 'test-results', `${project}-times.json`), JSON.stringify(times));
    }
  }
}
