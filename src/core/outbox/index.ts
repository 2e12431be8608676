export { enqueue } from './store.ts'
