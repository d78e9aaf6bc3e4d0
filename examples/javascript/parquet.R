# The busiest hours of the messages that nightly-export.js wrote, in R: install.packages("arrow").
# Rscript parquet.R files
folder <- c(commandArgs(trailingOnly = TRUE), "files")[1]
messages <- arrow::read_parquet(file.path(folder, "messages.parquet"))
hours <- table(format(messages$sent_at, "%H", tz = "UTC"))
print(head(sort(hours, decreasing = TRUE), 3))
