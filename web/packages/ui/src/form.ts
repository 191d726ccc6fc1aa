export { default as ActForm } from "./components/form/ActForm.vue";
export { default as FileUpload } from "./components/form/FileUpload.vue";
