package herald.local.stack.console;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategy;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** JSON as scripts have it: times are milliseconds, in properties whose names say so; an empty Optional is null. */
final class MillisJson {

    private MillisJson() {}

    static ObjectMapper mapper() {
        return JsonMapper.builder()
                .propertyNamingStrategy(new UnitNames())
                .addModule(new SimpleModule()
                        .addSerializer(Instant.class, writing(Instant::toEpochMilli))
                        .addSerializer(Duration.class, writing(took -> Math.round(took.toNanos() / 1e3) / 1e3))
                        .addSerializer(Optional.class, writing(held -> ((Optional<?>) held).orElse(null))))
                .build();
    }

    private static <T> JsonSerializer<T> writing(Function<T, @Nullable Object> form) {
        return new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider serializers) throws IOException {
                serializers.defaultSerializeValue(form.apply(value), out);
            }
        };
    }

    /** The names of properties, with the unit of those that are times. */
    private static final class UnitNames extends PropertyNamingStrategy {

        private static final long serialVersionUID = 1L;

        @Override
        public String nameForGetterMethod(MapperConfig<?> config, AnnotatedMethod getter, String name) {
            JavaType type = getter.getType();
            Class<?> held = type.hasRawClass(Optional.class)
                    ? type.containedTypeOrUnknown(0).getRawClass()
                    : type.getRawClass();
            return held == Instant.class || held == Duration.class ? name + "Millis" : name;
        }
    }
}
