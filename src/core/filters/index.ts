export { type Filters, type FilterWords, NOBODY, type ReachedStage } from './filters.ts'
