"""The chain on Apache Kafka: a process per service and domain, watched over."""
