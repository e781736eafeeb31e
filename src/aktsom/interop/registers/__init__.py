"""Understanding a contract register as an officer has it: where the table is, what each column and row says."""
