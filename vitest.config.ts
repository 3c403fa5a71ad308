import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tools/**/*.test.ts', 'lessons/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/propertyseed.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two cores: two processes keep both busy and the tfjs engine of each file apart.
    pool: 'forks',
    maxWorkers: 2,
  },
});
